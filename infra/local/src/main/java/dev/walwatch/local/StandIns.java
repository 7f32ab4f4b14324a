package dev.walwatch.local;

import dev.walwatch.local.icinga.IcingaSide;
import dev.walwatch.local.icinga.RealIcinga;
import dev.walwatch.local.icinga.ShownIcinga;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.template.QueueTemplate;
import dev.walwatch.standins.LocalParameters;
import dev.walwatch.standins.LocalSns;
import dev.walwatch.standins.LocalSqs;
import dev.walwatch.standins.PrivateIcinga;
import dev.walwatch.standins.PublishedMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that stands in for AWS and for the operator's monitoring.
 *
 * @param queue what S3 tells its events to
 * @param deadLetters where a message goes that was received too often
 * @param failedRuns where a check or a sweep goes that failed; nothing does here, where a person
 *     sees it fail
 */
record StandIns(
    ArchiveStore s3,
    LocalSqs sqs,
    LocalSqs.Queue queue,
    LocalSqs.Queue deadLetters,
    LocalSqs.Queue failedRuns,
    LedgerDatabase dynamoDb,
    LocalSns sns,
    LocalParameters parameters,
    IcingaSide icinga) {

  /** The queue of S3's events, the others, and where they are. */
  private record Queues(
      LocalSqs sqs, LocalSqs.Queue arrivals, LocalSqs.Queue deadLetters, LocalSqs.Queue failedRuns)
      implements AutoCloseable {
    @Override
    public void close() {
      sqs.close();
    }
  }

  /** Starts all side by side. */
  static StandIns start(
      Startup startup,
      Settings settings,
      Deployment deployment,
      InstantSource clock,
      Path directory,
      Screen screen)
      throws InterruptedException {
    var ports = settings.ports();
    var queues =
        startup.begin(
            () -> queues(settings, deployment.arrivals()),
            it -> "SQS         " + it.sqs().endpoint());
    var s3 =
        startup.begin(
            () -> ArchiveStore.start(ports.s3(), clock, event -> tell(queues, event)),
            it -> "S3          " + it.endpoint());
    var icinga =
        startup.begin(
            () -> icinga(settings, directory, screen), it -> "Icinga 2    " + described(it));
    if (!settings.isDynaliteInstalled()) {
      screen.say("         installing dynalite, the DynamoDB of one machine, with npm: only once");
    }
    var dynamoDb =
        startup.begin(
            () ->
                LedgerDatabase.start(
                    settings.installFolder(), ports.dynamoDb(), deployment.table()),
            it -> "DynamoDB    " + it.endpoint());
    var sns =
        startup.begin(() -> sns(ports.sns(), mail(screen)), it -> "SNS         " + it.endpoint());
    var parameters =
        startup.begin(
            () -> parameters(ports.ssm(), directory, Startup.await(icinga)),
            it -> "SSM         " + it.endpoint());
    var made = Startup.await(queues);
    return new StandIns(
        Startup.await(s3),
        made.sqs(),
        made.arrivals(),
        made.deadLetters(),
        made.failedRuns(),
        Startup.await(dynamoDb),
        Startup.await(sns),
        Startup.await(parameters),
        Startup.await(icinga));
  }

  /** Where the functions find them, in the SDK's own variables. */
  Map<String, String> endpoints() {
    var variables = new HashMap<String, String>();
    variables.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SNS", sns.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.endpoint().toString());
    variables.put("AWS_ENDPOINT_URL_SSM", parameters.endpoint().toString());
    return variables;
  }

  /** Returns the addresses of the queues, by their names in the template. */
  Map<String, String> queueUrls() {
    return Stream.of(queue, deadLetters, failedRuns)
        .collect(Collectors.toMap(LocalSqs.Queue::name, LocalSqs.Queue::url));
  }

  private static Queues queues(Settings settings, QueueTemplate template) {
    var sqs = LocalSqs.start(settings.ports().sqs());
    var visibility = settings.visibilityTimeout().orElse(template.visibilityTimeout());
    var deadLetters = sqs.createQueue(template.deadLetters(), visibility);
    var arrivals =
        sqs.createQueue(template.queue(), visibility, deadLetters, template.maxReceiveCount());
    var failedRuns = sqs.createQueue(Deployment.FAILED_RUNS, visibility);
    return new Queues(sqs, arrivals, deadLetters, failedRuns);
  }

  private static void tell(Future<Queues> queues, String event) {
    try {
      var made = Startup.await(queues);
      made.sqs().send(made.arrivals(), event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an event was on its way", e);
    }
  }

  private static IcingaSide icinga(Settings settings, Path directory, Screen screen) {
    if (settings.icinga() && PrivateIcinga.program().isPresent()) {
      return RealIcinga.start(directory.resolve("icinga"), settings.icingaFiles());
    }
    return ShownIcinga.start(directory.resolve("shown"), screen::say);
  }

  private static String described(IcingaSide icinga) {
    return switch (icinga) {
      case RealIcinga real -> real.url() + " (a private one)";
      case ShownIcinga shown -> shown.url() + " (not Icinga: shows what would be posted to it)";
    };
  }

  private static LocalSns sns(int port, Consumer<PublishedMessage> listener) {
    var sns = LocalSns.start(port, listener);
    sns.createTopic(Deployment.TOPIC);
    return sns;
  }

  private static Consumer<PublishedMessage> mail(Screen screen) {
    return message -> screen.say(Mail.shown(message));
  }

  private static LocalParameters parameters(int port, Path directory, IcingaSide icinga)
      throws IOException {
    var parameters = new Properties();
    parameters.setProperty(Deployment.CREDENTIALS, icinga.credentialsJson());
    parameters.setProperty(Deployment.CA, icinga.caPem());
    var file = directory.resolve("parameters.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      parameters.store(writer, null);
    }
    return LocalParameters.start(port, file);
  }
}
