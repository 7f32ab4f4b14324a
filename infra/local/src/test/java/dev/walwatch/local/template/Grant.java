package dev.walwatch.local.template;

import static dev.walwatch.local.template.ProjectTemplate.oneOrMore;

import dev.walwatch.local.rights.Access;
import dev.walwatch.local.template.TemplateNode.Fields;
import dev.walwatch.local.template.TemplateNode.Text;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A permission of a function, with the values of one deployment.
 *
 * @param intrinsics give the values
 * @param policy the condition under which the policy is there at all; empty for always
 */
record Grant(String function, Permission permission, Intrinsics intrinsics, String policy) {
  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  /** Whether the deployment has it. */
  boolean isThere() {
    return holds(policy)
        && Pattern.compile(" and ").splitAsStream(permission.condition()).allMatch(this::holds);
  }

  private boolean holds(String condition) {
    return condition.isEmpty() || intrinsics.holds(condition);
  }

  /**
   * Whether it allows an access, as IAM decides.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">IAM:
   *     Resource</a>
   */
  boolean allows(Access access) {
    return function.equals(access.function())
        && isThere()
        && isLike(permission.action(), access.action())
        && isLike(arn(), access.resource())
        && permission.statement().find("Condition").map(it -> accepts(it, access)).orElse(true);
  }

  private String arn() {
    var words = permission.resource();
    if (words.contains("${")) {
      return intrinsics.text(new Fields(words, Map.of("Fn::Sub", new Text(words, words))));
    }
    return words.equals("*") || words.startsWith("arn:")
        ? words
        : intrinsics.text(new Fields(words, Map.of("Ref", new Text(words, words))));
  }

  /**
   * All operators and all keys must hold, of a key's values one; a key that is absent holds not.
   */
  private boolean accepts(TemplateNode condition, Access access) {
    return condition.fields().entrySet().stream()
        .allMatch(
            operator ->
                operator.getValue().fields().entrySet().stream()
                    .allMatch(
                        key ->
                            Optional.ofNullable(access.context().get(key.getKey()))
                                .filter(
                                    value ->
                                        oneOrMore(key.getValue()).stream()
                                            .map(intrinsics::text)
                                            .anyMatch(
                                                it ->
                                                    comparison(operator.getKey()).test(it, value)))
                                .isPresent()));
  }

  private static BiPredicate<String, String> comparison(String operator) {
    return switch (operator) {
      case "StringLike" -> Grant::isLike;
      case "StringEquals" -> String::equals;
      default -> throw new TemplateException(operator + ": a condition that is not understood");
    };
  }

  /** A star stands for any characters, slashes included, and a question mark for one. */
  static boolean isLike(String pattern, String text) {
    var expression = new StringBuilder();
    for (var part : WILDCARD.splitWithDelimiters(pattern, 0)) {
      expression.append(
          switch (part) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(part);
          });
    }
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  @Override
  public String toString() {
    var here = policy.isEmpty() ? "" : ", in a policy that is there if " + policy;
    return permission + here;
  }
}
