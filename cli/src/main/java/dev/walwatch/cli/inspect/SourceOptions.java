package dev.walwatch.cli.inspect;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.cli.common.AwsOptions;
import dev.walwatch.cli.common.Names;
import dev.walwatch.cli.common.Progress;
import dev.walwatch.verdict.Policy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The options that say where the archives are. */
final class SourceOptions {
  /** A bucket's name that no bucket has to have: a listing does not tell whose it is. */
  private static final ClusterId UNKNOWN_BUCKET = new ClusterId("listing", "");

  /** A gap counts once it is older than the grace. */
  private static final Duration PAST_THE_GRACE = Duration.ofSeconds(1);

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "s3://BUCKET/PREFIX",
      description =
          "Where to look: an archive, or what several lie below. With --listing, only keys below"
              + " it count, and it may be left out.")
  private @Nullable String location;

  @Option(
      names = "--listing",
      paramLabel = "FILE",
      description =
          "Ask nobody and read FILE (- is the standard input): the JSON of aws s3api"
              + " list-objects-v2, its Contents alone as an array or as lines, or a recorded trace.")
  private @Nullable String listing;

  @Mixin private AwsOptions aws = new AwsOptions();

  @Option(
      names = "--history-dir",
      paramLabel = "DIR",
      description =
          "Where the history files of the archive are, such as 00000002.history or"
              + " 00000002.history.lz4, if their contents cannot be read with the archive.")
  private @Nullable Path historyDirectory;

  /**
   * Reads the archives.
   *
   * @param at the moment to judge, where somebody chose one
   * @param now the moment it is
   */
  Archives read(Optional<Instant> at, Policy policy, Instant now, Progress progress) {
    if (listing != null) {
      var root = location == null ? UNKNOWN_BUCKET : root(location);
      var afterwards = policy.walGrace().plus(PAST_THE_GRACE);
      return checked(
          new ListingSource(listing, root, histories(), progress).read(at, now, afterwards));
    }
    if (location == null) {
      throw wrong("name an archive as s3://BUCKET/PREFIX, or a file with --listing FILE");
    }
    try (var s3 = S3Connection.open(aws.access())) {
      return checked(new S3Source(s3, root(location), histories(), progress).read(at, now));
    }
  }

  /** Returns whether the archive's bucket is known by its name. */
  boolean knowsTheBucket() {
    return location != null;
  }

  private Contents histories() {
    return historyDirectory == null
        ? (_, _, _) -> Optional.empty()
        : new HistoryDirectory(historyDirectory);
  }

  private Archives checked(Archives archives) {
    if (historyDirectory != null && archives.all().size() > 1) {
      throw wrong(
          "--history-dir has the histories of one cluster, and below %s there are %d: name one"
              .formatted(Names.url(archives.root()), archives.all().size()));
    }
    return archives;
  }

  private ClusterId root(String text) {
    if (!text.startsWith("s3://")) {
      throw wrong(text + ": an archive is written as s3://BUCKET/PREFIX");
    }
    try {
      return ClusterId.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(text + ": an archive is written as s3://BUCKET/PREFIX");
    }
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("picocli has not prepared this command");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
