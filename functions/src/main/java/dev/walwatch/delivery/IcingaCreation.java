package dev.walwatch.delivery;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What became of an object that was to be made in Icinga. */
sealed interface IcingaCreation {

  /** It was made now. */
  record Made() implements IcingaCreation {}

  /** There is one of this name, perhaps made at this moment by somebody else. */
  record AlreadyThere() implements IcingaCreation {}

  /** Icinga will not make it, in this run at least. */
  record Refused(IcingaDelivery outcome) implements IcingaCreation {}

  /** Icinga did not come to it: it was not reached, or asks for other credentials. */
  record NotAnswered(IcingaDelivery outcome) implements IcingaCreation {}

  /** Returns what an HTTP status and a body mean; the body may be anything. */
  static IcingaCreation read(IcingaObject object, int status, String body) {
    var answer = IcingaAnswer.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
    var result = answer.path("results").path(0);
    var errors =
        result
            .path("errors")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(" "));
    return switch (status) {
      case 200 ->
          result.path("code").asDouble(0) == 200 ? new Made() : failed(object, "HTTP 200: " + body);
      case 401, 503 -> new NotAnswered(IcingaAnswer.read(status, body));
      case 403 -> new Refused(new NotCreated.NotPermitted(object.label()));
      case 404 ->
          isAboutThePath(answer.path("status").asString(""))
              ? new Refused(new NotCreated.NotPermitted(object.label()))
              : failed(object, "HTTP 404: " + body);
      default ->
          // 2.13 says so; when two make one at the same moment, the loser may hear other things
          errors.contains("already exists")
              ? new AlreadyThere()
              : failed(object, errors.isBlank() ? "HTTP " + status + ": " + body : errors);
    };
  }

  /** How Icinga says that the user has no permission for the type: it shows no such path. */
  private static boolean isAboutThePath(String text) {
    return text.startsWith("The requested path");
  }

  private static IcingaCreation failed(IcingaObject object, String reason) {
    return new Refused(new NotCreated.Failed(object.label(), reason));
  }
}
