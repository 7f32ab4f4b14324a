package dev.walwatch.delivery;

import java.util.function.Consumer;

/** Shows what would be submitted, for where there is no Icinga. */
public final class DryRunSubmitter implements PassiveCheckSubmitter {

  private final Consumer<String> screen;

  /** Makes a dry run that shows every result as one text, which may have several lines. */
  public DryRunSubmitter(Consumer<String> screen) {
    this.screen = screen;
  }

  @Override
  public IcingaDelivery deliver(PassiveResult result) {
    var text = new StringBuilder();
    text.append(result.objectName()).append(" would be ").append(result.state());
    result.output().lines().forEach(line -> text.append("\n  ").append(line));
    if (!result.performanceData().isEmpty()) {
      text.append("\n  | ").append(String.join(" ", result.performanceData()));
    }
    text.append("\n  holds for ").append(result.ttl().toSeconds()).append(" s");
    screen.accept(text.toString());
    return new IcingaDelivery.ShownOnly();
  }
}
