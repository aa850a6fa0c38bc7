import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  THRESHOLDS
} from "./chunk-UP547JJW.js";
import {
  array,
  check,
  maxLength,
  picklist,
  pipe,
  rawCheck,
  regex,
  string,
  transform,
  trim
} from "./chunk-A7YDC5XQ.js";
import {
  parseImageReference
} from "./chunk-ENXII3PS.js";
import {
  visibleText
} from "./chunk-VBLBKKXM.js";

// src/settings/values.ts
var MAX_INPUT_LENGTH = 65536;
var safeText = pipe(
  string(),
  maxLength(MAX_INPUT_LENGTH, (issue) => `has ${issue.input.length} characters, the limit is ${MAX_INPUT_LENGTH}`),
  // Newlines and tabs are structure of lists; every other control or format character is refused.
  check(
    (text) => visibleText(text.replace(/[\r\n\t]/g, ""), MAX_INPUT_LENGTH) === text.replace(/[\r\n\t]/g, ""),
    (issue) => `holds a control or invisible character: ${visibleText(issue.input, 60)}`
  ),
  trim()
);
var line = pipe(
  safeText,
  check((text) => !/[\r\n]/.test(text), "must be one line")
);
var name = pipe(
  line,
  regex(/^[A-Za-z0-9][A-Za-z0-9._/@:-]*$/, (issue) => `is not a name: ${visibleText(issue.input, 60)}`)
);
var path = pipe(
  line,
  check(
    (text) => !text.startsWith("-"),
    (issue) => `can't start with "-": ${visibleText(issue.input, 60)}`
  )
);
var boolean = pipe(
  line,
  regex(/^(true|True|TRUE|false|False|FALSE)$/, (issue) => `is ${visibleText(issue.input, 40)}; write true or false`),
  transform((text) => text.toLowerCase() === "true")
);
var entries = array(
  pipe(
    string(),
    check(
      (entry) => !entry.startsWith("-"),
      (issue) => `has an entry that starts with "-": ${visibleText(issue.input, 60)}`
    )
  )
);
var lines = pipe(
  safeText,
  transform((text) => splitEntries(text, /\r?\n|\r/)),
  entries
);
var list = pipe(
  safeText,
  transform((text) => splitEntries(text, /\r?\n|\r|,/)),
  entries
);
var committedPath = pipe(
  path,
  transform((text) => text.replace(/^(\.\/+)+/, "")),
  check(
    (text) => !/(^|\/)(\.{0,2})(\/|$)|\\/.test(text),
    (issue) => `is no path inside the repository: ${visibleText(issue.input, 120)}`
  )
);
var assignments = pipe(
  lines,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z_][A-Za-z0-9_.-]*(=|$)/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not NAME=value: ${visibleText(entry, 60)}` });
      }
    }
  })
);
var labels = pipe(
  lines,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [index, entry] of dataset.value.entries()) {
      if (!/^[A-Za-z0-9][A-Za-z0-9._/-]*=/.test(entry)) {
        addIssue({ message: `entry ${index + 1} is not key=value: ${visibleText(entry, 60)}` });
      }
    }
  })
);
var references = pipe(
  list,
  rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const entry of dataset.value) {
      const reference = parseImageReference(entry);
      if (reference === void 0) addIssue({ message: `is not an image reference: ${visibleText(entry, 80)}` });
      else if (reference.digest !== void 0)
        addIssue({ message: `can't be a tag, it has a digest: ${visibleText(entry, 80)}` });
    }
  })
);
var image = pipe(
  line,
  check(
    (text) => /^(docker-archive|oci-archive|oci-dir):[^-]/.test(text) || parseImageReference(text) !== void 0,
    (issue) => `is not an image reference: ${visibleText(issue.input, 80)}`
  )
);
function choice(words) {
  return pipe(
    line,
    picklist(words, (issue) => {
      const near = nearest(String(issue.input), words);
      return `is ${visibleText(String(issue.input), 40)}; write one of ${words.join(", ")}${near === void 0 ? "" : ` (did you mean ${near}?)`}`;
    })
  );
}
var commentKey = pipe(
  line,
  regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    (issue) => `is ${visibleText(issue.input, 60)}; write up to 64 of a-z, 0-9, ".", "_", "-"`
  )
);
var SCANNERS = ["grype", "snyk", "anchore", "none"];
var threshold = choice(THRESHOLDS);
function choices(words) {
  return pipe(list, array(choice(words)));
}
function nearest(word, words) {
  const near = words.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase().slice(0, 64), candidate) })).filter(({ candidate, distance }) => distance <= (candidate.length < 5 ? 1 : 2)).sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}
function editDistance(a, b) {
  let before = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
function splitEntries(text, separator) {
  return text.split(separator).map((entry) => entry.trim()).filter((entry) => entry !== "");
}

export {
  line,
  name,
  path,
  boolean,
  lines,
  list,
  committedPath,
  assignments,
  labels,
  references,
  image,
  choice,
  commentKey,
  SCANNERS,
  threshold,
  choices,
  nearest
};
