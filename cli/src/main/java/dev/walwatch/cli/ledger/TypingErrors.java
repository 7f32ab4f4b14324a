package dev.walwatch.cli.ledger;

/** How far one text is from another, counted in letters typed wrong, left out or too many. */
final class TypingErrors {
  private TypingErrors() {}

  /** Returns the Levenshtein distance. */
  static int between(String one, String other) {
    var row = new int[other.length() + 1];
    for (int column = 0; column <= other.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= other.length(); column++) {
        int replaced = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
      }
    }
    return row[other.length()];
  }
}
