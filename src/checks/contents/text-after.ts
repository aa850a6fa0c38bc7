/** What follows each of the first places where `marker` stands, 400 characters at most. */
export function after(text: string, marker: string, most: number): readonly string[] {
  const found: string[] = [];
  for (let at = text.indexOf(marker); at >= 0 && found.length < most; at = text.indexOf(marker, at + marker.length)) {
    found.push(text.slice(at + marker.length, at + marker.length + 400));
  }
  return found;
}
