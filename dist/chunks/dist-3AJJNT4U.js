import { createRequire as gateCreateRequire } from 'node:module';
const require = gateCreateRequire(import.meta.url);
import {
  require_dist
} from "./chunk-YPMRZ63N.js";
import "./chunk-NWB2I6WU.js";

// commonjs-names:node_modules/yaml/dist/index.js
var loaded = require_dist();
var dist_default = loaded;
var name_Alias = loaded.Alias;
var name_CST = loaded.CST;
var name_Composer = loaded.Composer;
var name_Document = loaded.Document;
var name_Lexer = loaded.Lexer;
var name_LineCounter = loaded.LineCounter;
var name_Pair = loaded.Pair;
var name_Parser = loaded.Parser;
var name_Scalar = loaded.Scalar;
var name_Schema = loaded.Schema;
var name_YAMLError = loaded.YAMLError;
var name_YAMLMap = loaded.YAMLMap;
var name_YAMLParseError = loaded.YAMLParseError;
var name_YAMLSeq = loaded.YAMLSeq;
var name_YAMLWarning = loaded.YAMLWarning;
var name_isAlias = loaded.isAlias;
var name_isCollection = loaded.isCollection;
var name_isDocument = loaded.isDocument;
var name_isMap = loaded.isMap;
var name_isNode = loaded.isNode;
var name_isPair = loaded.isPair;
var name_isScalar = loaded.isScalar;
var name_isSeq = loaded.isSeq;
var name_parse = loaded.parse;
var name_parseAllDocuments = loaded.parseAllDocuments;
var name_parseDocument = loaded.parseDocument;
var name_stringify = loaded.stringify;
var name_visit = loaded.visit;
var name_visitAsync = loaded.visitAsync;
export {
  name_Alias as Alias,
  name_CST as CST,
  name_Composer as Composer,
  name_Document as Document,
  name_Lexer as Lexer,
  name_LineCounter as LineCounter,
  name_Pair as Pair,
  name_Parser as Parser,
  name_Scalar as Scalar,
  name_Schema as Schema,
  name_YAMLError as YAMLError,
  name_YAMLMap as YAMLMap,
  name_YAMLParseError as YAMLParseError,
  name_YAMLSeq as YAMLSeq,
  name_YAMLWarning as YAMLWarning,
  dist_default as default,
  name_isAlias as isAlias,
  name_isCollection as isCollection,
  name_isDocument as isDocument,
  name_isMap as isMap,
  name_isNode as isNode,
  name_isPair as isPair,
  name_isScalar as isScalar,
  name_isSeq as isSeq,
  name_parse as parse,
  name_parseAllDocuments as parseAllDocuments,
  name_parseDocument as parseDocument,
  name_stringify as stringify,
  name_visit as visit,
  name_visitAsync as visitAsync
};
