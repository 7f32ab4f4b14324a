package dev.walwatch.local;

import dev.walwatch.local.icinga.IcingaSide;
import dev.walwatch.local.icinga.RealIcinga;
import dev.walwatch.local.icinga.ShownIcinga;
import dev.walwatch.local.screen.Screen;
import dev.walwatch.local.template.QueueTemplate;
import dev.walwatch.report.PlainText;
import dev.walwatch.standins.LocalParameters;
import dev.walwatch.standins.LocalSlack;
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
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * All that stands in for AWS and for where people look.
 *
 * @param fed the queue that S3 tells its events to, as the template describes it
 * @param queues all of the template's, by name. Messages stay in them for as long as the system
 *     runs: the local SQS knows no retention
 */
record StandIns(
    ArchiveStore s3,
    LocalSqs sqs,
    QueueTemplate fed,
    Map<String, LocalSqs.Queue> queues,
    LedgerDatabase dynamoDb,
    LocalSns sns,
    LocalParameters parameters,
    IcingaSide icinga) {

  StandIns {
    queues = Map.copyOf(queues);
  }

  /** The queues, and where they are. */
  private record Queues(LocalSqs sqs, QueueTemplate fed, Map<String, LocalSqs.Queue> all)
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
            () -> queues(settings, deployment), it -> "SQS         " + it.sqs().endpoint());
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
    var slack = startup.own(LocalSlack.start(text -> screen.say(wouldPost(text))));
    var parameters =
        startup.begin(
            () -> parameters(ports.ssm(), directory, Startup.await(icinga), slack),
            it -> "SSM         " + it.endpoint());
    var made = Startup.await(queues);
    return new StandIns(
        Startup.await(s3),
        made.sqs(),
        made.fed(),
        made.all(),
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

  /** What S3 tells its events to. */
  LocalSqs.Queue queue() {
    return queue(fed.queue());
  }

  /** Where a message goes that was received too often. */
  LocalSqs.Queue deadLetters() {
    return queue(fed.deadLetters());
  }

  /** A queue by its name in the template. */
  LocalSqs.Queue queue(String name) {
    var queue = queues.get(name);
    if (queue == null) {
      throw new IllegalArgumentException("the template has no queue " + name);
    }
    return queue;
  }

  /** Returns the addresses of the queues, by their names in the template. */
  Map<String, String> queueUrls() {
    return queues.values().stream()
        .collect(Collectors.toMap(LocalSqs.Queue::name, LocalSqs.Queue::url));
  }

  private static Queues queues(Settings settings, Deployment deployment) {
    var sqs = LocalSqs.start(settings.ports().sqs());
    var fed = deployment.arrivals();
    var all = new HashMap<String, LocalSqs.Queue>();
    deployment.queues().entrySet().stream()
        .filter(queue -> !queue.getKey().equals(fed.queue()))
        .forEach(it -> all.put(it.getKey(), sqs.createQueue(it.getKey(), it.getValue())));
    var visibility = settings.visibilityTimeout().orElse(fed.visibilityTimeout());
    var deadLetters = Objects.requireNonNull(all.get(fed.deadLetters()), fed.deadLetters());
    all.put(
        fed.queue(), sqs.createQueue(fed.queue(), visibility, deadLetters, fed.maxReceiveCount()));
    return new Queues(sqs, fed, all);
  }

  private static void tell(Future<Queues> queues, String event) {
    try {
      var made = Startup.await(queues);
      made.sqs().send(Objects.requireNonNull(made.all().get(made.fed().queue())), event);
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

  private static String wouldPost(String text) {
    return "  would post to Slack: " + PlainText.line(text);
  }

  private static LocalParameters parameters(
      int port, Path directory, IcingaSide icinga, LocalSlack slack) throws IOException {
    var parameters = new Properties();
    parameters.setProperty(Deployment.CREDENTIALS, icinga.credentialsJson());
    parameters.setProperty(Deployment.CA, icinga.caPem());
    parameters.setProperty(Deployment.SLACK, slack.webhook().toString());
    var file = directory.resolve("parameters.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      parameters.store(writer, null);
    }
    return LocalParameters.start(port, file);
  }
}
