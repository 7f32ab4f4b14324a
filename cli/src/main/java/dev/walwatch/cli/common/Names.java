package dev.walwatch.cli.common;

import dev.walwatch.archive.ClusterId;

/** How things are called in what is printed. */
public final class Names {
  private Names() {}

  /** Returns the address of an archive as the tools' settings have it, without the last slash. */
  public static String url(ClusterId cluster) {
    var text = "s3://" + cluster;
    return text.substring(0, text.length() - 1);
  }
}
