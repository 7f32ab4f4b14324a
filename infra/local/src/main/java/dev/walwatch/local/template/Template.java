package dev.walwatch.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The deployed system as {@code infra/template.yaml} describes it.
 *
 * <p>What refers to a parameter gets its default, unless the values given say otherwise; they must
 * name what a reference to a resource gives ({@code LedgerTable}, {@code ArrivalsQueue.Arn}).
 */
public final class Template {
  private static final String FUNCTION = "AWS::Serverless::Function";
  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");

  /** What SQS does unless it is told otherwise. */
  private static final Duration DEFAULT_VISIBILITY = Duration.ofSeconds(30);

  private final TemplateNode root;

  private Template(TemplateNode root) {
    this.root = root;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException when it cannot be read
   */
  public static Template read(Path file) {
    return new Template(TemplateYaml.read(file));
  }

  /** Returns the parameters that have a default, with it. */
  public Map<String, String> parameterDefaults() {
    var defaults = new LinkedHashMap<String, String>();
    root.at("Parameters")
        .fields()
        .forEach(
            (name, parameter) ->
                parameter.find("Default").ifPresent(value -> defaults.put(name, value.text())));
    return defaults;
  }

  /** Returns all functions, their environment filled in with these values. */
  public List<FunctionTemplate> functions(Map<String, String> values) {
    var intrinsics = intrinsics(values);
    return resources(FUNCTION).map(resource -> function(resource, intrinsics)).toList();
  }

  /** Returns what invokes functions on a schedule, filled in with these values. */
  public List<ScheduleTemplate> schedules(Map<String, String> values) {
    var intrinsics = intrinsics(values);
    return events("ScheduleV2")
        .map(
            event ->
                new ScheduleTemplate(
                    event.function(),
                    interval(intrinsics.text(event.properties().at("ScheduleExpression"))),
                    intrinsics.text(event.properties().at("Input"))))
        .toList();
  }

  /** Returns the queues that feed functions, filled in with these values. */
  public List<QueueTemplate> queues(Map<String, String> values) {
    var intrinsics = intrinsics(values);
    return resources("AWS::Lambda::EventSourceMapping")
        .map(mapping -> queue(mapping.properties(), intrinsics))
        .toList();
  }

  /** Returns every queue's logical id, and how long a message that was received is hidden. */
  public Map<String, Duration> visibilityTimeouts() {
    return resources("AWS::SQS::Queue")
        .collect(
            Collectors.toMap(
                Resource::name,
                queue ->
                    queue
                        .properties()
                        .find("VisibilityTimeout")
                        .map(timeout -> Duration.ofSeconds(timeout.number()))
                        .orElse(DEFAULT_VISIBILITY)));
  }

  /** Returns the logical ids of the functions that get what is published to a topic. */
  public List<String> subscribers() {
    return resources("AWS::SNS::Subscription")
        .filter(it -> it.properties().at("Protocol").text().equals("lambda"))
        .map(it -> resourceOf(it.properties().at("Endpoint")))
        .toList();
  }

  /** Returns the tables. */
  public List<TableTemplate> tables() {
    return resources("AWS::DynamoDB::Table").map(Template::table).toList();
  }

  /** Returns the whole template, for what asks for more than the local system needs. */
  TemplateNode root() {
    return root;
  }

  private record Resource(String name, TemplateNode properties) {}

  private record Event(String function, TemplateNode properties) {}

  private Stream<Resource> resources(String type) {
    return root.at("Resources").fields().entrySet().stream()
        .filter(resource -> resource.getValue().at("Type").text().equals(type))
        .map(resource -> new Resource(resource.getKey(), resource.getValue().at("Properties")));
  }

  private Stream<Event> events(String type) {
    return resources(FUNCTION)
        .flatMap(
            function ->
                function.properties().find("Events").stream()
                    .flatMap(events -> events.fields().values().stream())
                    .filter(event -> event.at("Type").text().equals(type))
                    .map(event -> new Event(function.name(), event.at("Properties"))));
  }

  private FunctionTemplate function(Resource resource, Intrinsics intrinsics) {
    var environment = new HashMap<String, String>();
    root.find("Globals", "Function", "Environment", "Variables")
        .ifPresent(variables -> fill(environment, variables, intrinsics));
    resource
        .properties()
        .find("Environment", "Variables")
        .ifPresent(variables -> fill(environment, variables, intrinsics));
    return new FunctionTemplate(
        resource.name(),
        setting(resource, "Handler").text(),
        intrinsics.number(setting(resource, "MemorySize")),
        Duration.ofSeconds(intrinsics.number(setting(resource, "Timeout"))),
        environment,
        resource
            .properties()
            .find("EventInvokeConfig", "MaximumRetryAttempts")
            .map(TemplateNode::number)
            .orElse(FunctionTemplate.DEFAULT_RETRIES),
        resource
            .properties()
            .find("EventInvokeConfig", "DestinationConfig", "OnFailure", "Destination")
            .map(Template::resourceOf));
  }

  private static void fill(
      Map<String, String> environment, TemplateNode variables, Intrinsics intrinsics) {
    variables
        .fields()
        .forEach(
            (name, value) -> intrinsics.find(value).ifPresent(text -> environment.put(name, text)));
  }

  /** Returns a function's own setting, or that of all functions. */
  private TemplateNode setting(Resource function, String name) {
    return function
        .properties()
        .find(name)
        .or(() -> root.find("Globals", "Function", name))
        .orElseThrow(() -> new TemplateException(function.name() + " has no " + name));
  }

  private QueueTemplate queue(TemplateNode mapping, Intrinsics intrinsics) {
    var queue = resourceOf(mapping.at("EventSourceArn"));
    var properties = root.at("Resources", queue, "Properties");
    var redrive = properties.at("RedrivePolicy");
    return new QueueTemplate(
        queue,
        resourceOf(redrive.at("deadLetterTargetArn")),
        intrinsics.text(mapping.at("FunctionName")),
        mapping.at("BatchSize").number(),
        Duration.ofSeconds(mapping.at("MaximumBatchingWindowInSeconds").number()),
        intrinsics.number(mapping.at("ScalingConfig", "MaximumConcurrency")),
        mapping.find("FunctionResponseTypes").map(TemplateNode::items).orElse(List.of()).stream()
            .anyMatch(type -> type.text().equals("ReportBatchItemFailures")),
        Duration.ofSeconds(properties.at("VisibilityTimeout").number()),
        redrive.at("maxReceiveCount").number());
  }

  /** Returns the logical id of the resource whose attribute a node takes. */
  private static String resourceOf(TemplateNode node) {
    return Intrinsics.attributeOf(node.at("Fn::GetAtt")).replaceFirst("\\..*", "");
  }

  private static TableTemplate table(Resource table) {
    return new TableTemplate(
        table.name(), key(table.properties(), "HASH"), key(table.properties(), "RANGE"));
  }

  private static String key(TemplateNode table, String type) {
    return table.at("KeySchema").items().stream()
        .filter(key -> key.at("KeyType").text().equals(type))
        .map(key -> key.at("AttributeName").text())
        .findFirst()
        .orElseThrow(() -> new TemplateException(table.path() + " has no " + type + " key"));
  }

  /** A function goes by its logical id here. */
  Intrinsics intrinsics(Map<String, String> values) {
    var known = new HashMap<>(parameterDefaults());
    resources(FUNCTION).forEach(function -> known.put(function.name(), function.name()));
    known.putAll(values);
    return new Intrinsics(Map.copyOf(known), fieldsOf("Conditions"), fieldsOf("Mappings"));
  }

  private Map<String, TemplateNode> fieldsOf(String section) {
    return root.find(section).map(TemplateNode::fields).orElse(Map.of());
  }

  private static Duration interval(String expression) {
    var rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new TemplateException(
          "\"" + expression + "\" is not a rate such as rate(5 minutes), the only schedule known");
    }
    var number = Long.parseLong(rate.group(1));
    return switch (rate.group(2)) {
      case "minute" -> Duration.ofMinutes(number);
      case "hour" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
