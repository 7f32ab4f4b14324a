package dev.walwatch.report;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How a value is written in an address, so that it cannot become more than a value. */
enum LinkEncoding {
  /** As everywhere on the web (RFC 3986): {@code %2F}. */
  PERCENT('%') {
    @Override
    String withoutSyntax(String text) {
      return SYNTAX.matcher(text).replaceAll(" ");
    }
  },

  /**
   * As CloudWatch's console writes texts in the state behind its {@code #logsV2:}: {@code *2F}, in
   * which nothing else keeps a meaning.
   */
  CLOUDWATCH('*') {
    @Override
    String withoutSyntax(String text) {
      return text;
    }
  };

  /**
   * What ends a text or means something in a query, in JSON or in Kibana's Rison. To a search for
   * words a blank is as good.
   */
  private static final Pattern SYNTAX = Pattern.compile("[\"'`\\\\(){}\\[\\]<>|!*~^$]");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-._";

  /** S3 allows 63 characters for a bucket and 1,024 bytes for a key. */
  private static final int LONGEST = 1_100;

  private final char escape;

  LinkEncoding(char escape) {
    this.escape = escape;
  }

  /** Returns the encoding that an address expects in it. */
  static LinkEncoding of(String address) {
    return address.contains("#logsV2:") ? CLOUDWATCH : PERCENT;
  }

  abstract String withoutSyntax(String text);

  String encode(String text) {
    var plain = withoutSyntax(PlainText.oneLine(text, LONGEST));
    var encoded = new StringBuilder();
    for (byte unit : plain.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(unit)) {
        encoded.append((char) unit);
      } else {
        encoded.append(escape).append(HEX.toHexDigits(unit));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || UNRESERVED.indexOf(unit) >= 0;
  }
}
