package dev.walwatch.standins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The basket for Icinga Director holds together: Director itself says of a dangling name only at
 * the restore, and of a wrong service name never.
 */
class DirectorBasketTest {

  private static final String RUNBOOKS =
      "https://github.com/walwatch/walwatch/blob/main/docs/runbooks/";

  private final JsonNode basket =
      JsonMapper.shared().readTree(ShippedIcinga.folder().resolve("director-basket.json").toFile());

  @Test
  void theServicesHaveTheNamesWalwatchPostsToAndTheirRunbooks() {
    Map<String, String> runbooks = new TreeMap<>();
    services().forEach(service -> runbooks.put(text(service, "object_name"), notes(service)));

    assertThat(runbooks)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "PostgreSQL WAL-E archiving to S3", RUNBOOKS + "wal-archiving.md",
                "PostgreSQL WAL-E base backup push", RUNBOOKS + "base-backup.md",
                "walwatch", RUNBOOKS + "walwatch.md"));
  }

  @Test
  void clustersAreToldByTheirVariableAndTheWatcherByItsName() {
    JsonNode sets = basket.path("ServiceSet");

    assertThat(text(sets.path("walwatch cluster"), "assign_filter"))
        .isEqualTo("host.vars.walwatch=true");
    assertThat(text(sets.path("walwatch itself"), "assign_filter"))
        .isEqualTo("host.name=%22walwatch%22");
    assertThat(basket.at("/HostTemplate/walwatch-cluster/vars/walwatch").asBoolean()).isTrue();
    assertThat(basket.at("/HostTemplate/walwatch-name/vars").has("walwatch")).isFalse();
  }

  /** Icinga Director restores a set's services, templates and commands by these keys. */
  @Test
  void everyObjectIsFiledUnderItsOwnNameWithATypeItMayHave() {
    Map<String, String> types =
        Map.of(
            "ExternalCommand", "external_object",
            "HostTemplate", "template",
            "ServiceTemplate", "template",
            "ServiceSet", "template");
    assertThat(basket.propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(types.keySet().stream(), Stream.of("Datafield")).toList());

    types.forEach(
        (kind, type) ->
            basket
                .path(kind)
                .properties()
                .forEach(
                    entry -> {
                      assertThat(text(entry.getValue(), "object_name")).isEqualTo(entry.getKey());
                      assertThat(text(entry.getValue(), "object_type")).isEqualTo(type);
                    }));
    assertThat(services()).allMatch(service -> text(service, "object_type").equals("object"));
  }

  @Test
  void everyNameThatIsReferredToIsInTheBasketOrInIcingasOwnLibrary() {
    List<JsonNode> hosts = objects("HostTemplate").toList();
    List<JsonNode> services = Stream.concat(objects("ServiceTemplate"), services()).toList();

    assertThat(hosts).allSatisfy(host -> assertResolved(host, "HostTemplate"));
    assertThat(services).allSatisfy(service -> assertResolved(service, "ServiceTemplate"));
  }

  @Test
  void everyObjectHasARandomUuidOfItsOwn() {
    List<UUID> uuids =
        Stream.concat(
                Stream.of("Datafield", "ExternalCommand", "HostTemplate", "ServiceTemplate")
                    .flatMap(this::objects),
                Stream.concat(objects("ServiceSet"), services()))
            .map(object -> UUID.fromString(text(object, "uuid")))
            .toList();

    assertThat(uuids).hasSize(10).doesNotHaveDuplicates().allMatch(uuid -> uuid.version() == 4);
  }

  @Test
  void theServiceTemplateIsTheOneOfTheFiles() {
    JsonNode template = basket.path("ServiceTemplate").path("walwatch-result");

    assertThat(text(template, "check_command")).isEqualTo("walwatch-freshness");
    assertThat(template.path("enable_active_checks").asBoolean()).isTrue();
    assertThat(template.path("enable_passive_checks").asBoolean()).isTrue();
    assertThat(template.path("max_check_attempts").asInt()).isEqualTo(1);
    assertThat(template.path("check_interval").asInt()).isEqualTo(300);
    assertThat(template.path("vars").path("walwatch").asBoolean()).isTrue();
    assertThat(text(template.path("vars"), "dummy_state")).isEqualTo("$walwatch_state$");
    assertThat(text(template.path("vars"), "dummy_text")).isEqualTo("$walwatch_text$");
  }

  private void assertResolved(JsonNode object, String kind) {
    object
        .path("imports")
        .forEach(name -> assertThat(basket.path(kind).has(name.asString())).isTrue());
    object
        .path("fields")
        .forEach(
            field ->
                assertThat(basket.path("Datafield").has(text(field, "datafield_id"))).isTrue());
    if (object.has("check_command")) {
      String command = text(object, "check_command");
      assertThat(command.equals("dummy") || basket.path("ExternalCommand").has(command)).isTrue();
    }
  }

  private Stream<JsonNode> objects(String kind) {
    return basket.path(kind).valueStream();
  }

  private Stream<JsonNode> services() {
    return objects("ServiceSet").flatMap(set -> set.path("services").valueStream());
  }

  private static String text(JsonNode object, String property) {
    return object.path(property).asString();
  }

  private static String notes(JsonNode service) {
    return text(service, "notes_url");
  }
}
