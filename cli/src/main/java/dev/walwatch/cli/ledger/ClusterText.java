package dev.walwatch.cli.ledger;

import dev.walwatch.alert.Told;
import dev.walwatch.cli.common.Look;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.ledger.ClusterStatus.ServiceStatus;
import dev.walwatch.report.PlainText;
import dev.walwatch.report.Spoken;
import dev.walwatch.verdict.Gap;
import dev.walwatch.verdict.PolicySettings;
import dev.walwatch.verdict.RecoveryWindow;
import dev.walwatch.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that is known of one cluster, for people. */
final class ClusterText {
  /** More of them say nothing new; --json has them all. */
  private static final int SHOWN = 12;

  private static final int LONGEST_TEXT = 2000;

  private final ClusterStatus status;
  private final Verdict verdict;
  private final Look look;
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private ClusterText(ClusterStatus status, Verdict verdict, Look look, Instant now) {
    this.status = status;
    this.verdict = verdict;
    this.look = look;
    this.now = now;
  }

  /**
   * Returns the lines.
   *
   * @param verdict what the ledger tells at this moment
   */
  static List<String> of(ClusterStatus status, Verdict verdict, Look look, Instant now) {
    var text = new ClusterText(status, verdict, look, now);
    text.head();
    text.status.services().forEach(text::service);
    text.unsent();
    text.section("Silences", status.silences(), silence -> NoteWords.of(silence, now));
    text.section("Acknowledged gaps", status.acknowledged(), gap -> NoteWords.of(gap, now));
    text.section(
        "Own settings",
        List.copyOf(status.settings().entrySet()),
        setting -> setting.getKey() + " = " + setting.getValue());
    text.section("Recovery windows", verdict.windows(), ClusterText::window);
    if (!verdict.gaps().isEmpty()) {
      text.section("What is missing", verdict.gaps(), ClusterText::gap);
    }
    text.section("Newest arrivals", text.arrivals(), line -> line);
    return List.copyOf(text.lines);
  }

  private void head() {
    var name = PlainText.line(Names.url(status.cluster()));
    lines.add(look.bold(name) + "  " + look.severity(status.severity()));
    var host = PolicySettings.icingaHost(status.settings()).orElse(status.cluster().shortName());
    var checked =
        status
            .lastCheck()
            .map(at -> "last check %s (%s)".formatted(Spoken.moment(at), ago(at)))
            .orElse(
                status.listed() ? "no WAL was seen at a check yet" : "not listed as a whole yet");
    lines.add(look.faint(PlainText.line("host " + host + " in Icinga, " + checked)));
  }

  private void service(ServiceStatus service) {
    title(PlainText.line(service.name()));
    if (service.state().isEmpty()) {
      add(FleetText.notJudged(status));
      return;
    }
    var state = service.state().get();
    lines.add(
        "  %s since %s (%s)"
            .formatted(
                look.severity(state.severity()),
                Spoken.moment(state.since()),
                Spoken.span(Duration.between(state.since(), now))));
    add(FleetText.what(state));
    var people =
        Stream.of(
                service.alert().told().map(this::told),
                Optional.of(service.telling()).filter(Telling::isOpen).map(Telling::words))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    if (!people.isEmpty()) {
      add("People: " + people);
    }
  }

  private void unsent() {
    if (status.unsent() > 0) {
      title("Messages");
      add(
          Spoken.count(status.unsent(), "message")
              + " could not be sent yet: the next check tries again");
    }
  }

  private String told(Told told) {
    return "told %s at %s (%s)"
        .formatted(told.severity(), Spoken.moment(told.at()), ago(told.at()));
  }

  private List<String> arrivals() {
    return Stream.of(
            verdict
                .backup()
                .newest()
                .map(
                    backup ->
                        "base backup %s, finished %s"
                            .formatted(
                                backup.name(),
                                backup.finishedAt().map(this::at).orElse("at an unknown moment"))),
            verdict
                .wal()
                .newest()
                .map(
                    segment ->
                        "WAL segment %s, WAL last came %s"
                            .formatted(
                                segment,
                                verdict
                                    .wal()
                                    .grewAt()
                                    .map(this::at)
                                    .orElse("at an unknown moment"))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String window(RecoveryWindow window) {
    return "%s to %s on timeline %s"
        .formatted(
            Spoken.moment(window.from()),
            window.to().map(Spoken::moment).orElse("a moment that is not known"),
            window.timeline());
  }

  private static String gap(Gap gap) {
    var which =
        gap.count() == 1
            ? gap.first().toString()
            : "%s to %s, %d segments".formatted(gap.first(), gap.last(), gap.count());
    return "%s  %s%s"
        .formatted(which, gap.kind().id(), gap.acknowledged().isPresent() ? ", acknowledged" : "");
  }

  private <T> void section(String title, List<T> all, Function<? super T, String> said) {
    title(title);
    if (all.isEmpty()) {
      add("None.");
    }
    int left = all.size() - SHOWN;
    if (left > 0) {
      add("(the newest %d; %d older ones are in --json)".formatted(SHOWN, left));
    }
    all.subList(Math.max(0, left), all.size()).forEach(one -> add(said.apply(one)));
  }

  private void title(String title) {
    lines.add("");
    lines.add(look.bold(title));
  }

  private void add(String text) {
    lines.addAll(look.wrapped("  ", PlainText.oneLine(text, LONGEST_TEXT)));
  }

  private String at(Instant moment) {
    return "%s (%s)".formatted(Spoken.moment(moment), ago(moment));
  }

  private String ago(Instant moment) {
    return Spoken.span(Duration.between(moment, now)) + " ago";
  }
}
