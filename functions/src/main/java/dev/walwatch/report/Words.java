package dev.walwatch.report;

import java.util.List;

/**
 * One finding in words.
 *
 * @param headline what it is, short enough for a pager
 * @param facts what is known of it, a sentence each; since when among them
 * @param meaning what it means for a restore; empty when all is well
 * @param action what to do; empty when there is nothing to do
 */
public record Words(String headline, List<String> facts, String meaning, String action) {

  public Words {
    facts = List.copyOf(facts);
  }

  static Words good(String headline, String... facts) {
    return new Words(headline, List.of(facts), "", "");
  }

  /** Returns everything below the headline, a line each. */
  public String body() {
    var text = new StringBuilder();
    facts.forEach(fact -> text.append(fact).append('\n'));
    if (!meaning.isEmpty()) {
      text.append("What it means: ").append(meaning).append('\n');
    }
    if (!action.isEmpty()) {
      text.append("What to do: ").append(action).append('\n');
    }
    return text.toString();
  }
}
