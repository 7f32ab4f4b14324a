package dev.walwatch.report;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where people read what a code means and what to do: a page for each {@link
 * dev.walwatch.verdict.FindingCode}, each {@link ReportCode} and each service.
 *
 * @param base what the pages' names are put behind; an http or https address that ends with a slash
 */
public record Runbook(URI base) {
  private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** The pages that come with walwatch. */
  public static final Runbook DEFAULT =
      at("https://github.com/walwatch/walwatch/blob/main/docs/runbooks/");

  /**
   * @throws BadLinkException when nothing can be put behind the address
   */
  public Runbook {
    var text = base.toString();
    if (WebAddress.parse(text).isEmpty() || !text.endsWith("/") || hasTail(base)) {
      throw refused(text);
    }
  }

  /**
   * Returns the runbook whose pages are below an address.
   *
   * @throws BadLinkException when it is no http or https address that ends with a slash
   */
  public static Runbook at(String base) {
    return new Runbook(WebAddress.parse(base.strip()).orElseThrow(() -> refused(base)));
  }

  /**
   * Returns the address of the page about a code.
   *
   * @param code a finding's or report's code, or a service's id
   */
  public URI page(String code) {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException(
          "\"" + PlainText.line(code) + "\" is not a code such as wal-gap");
    }
    return URI.create(base + code + ".md");
  }

  private static boolean hasTail(URI address) {
    return address.getRawQuery() != null || address.getRawFragment() != null;
  }

  private static BadLinkException refused(String base) {
    return new BadLinkException(
        "the address of the runbook pages is \""
            + WebAddress.shown(base)
            + "\", not an http or https address that ends with a slash, such as "
            + "https://wiki.example.org/runbooks/");
  }
}
