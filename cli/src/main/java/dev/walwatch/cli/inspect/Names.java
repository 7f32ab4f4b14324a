package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;

/** How things are called in what is printed. */
final class Names {
  private Names() {}

  /** Returns the address of an archive as the tools' settings have it, without the last slash. */
  static String url(ClusterId cluster) {
    var text = "s3://" + cluster;
    return text.substring(0, text.length() - 1);
  }
}
