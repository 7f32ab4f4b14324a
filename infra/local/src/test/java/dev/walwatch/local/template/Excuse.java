package dev.walwatch.local.template;

/**
 * Why a function may do what no call of it needs.
 *
 * @param function its name, {@code *} for each
 * @param action of IAM, with wildcards
 * @param resource in the template's words, with wildcards
 * @param reason who needs it instead
 */
public record Excuse(String function, String action, String resource, String reason) {

  boolean covers(Grant grant) {
    return Grant.isLike(function, grant.function())
        && Grant.isLike(action, grant.permission().action())
        && Grant.isLike(resource, grant.permission().resource());
  }

  @Override
  public String toString() {
    return "\"%s may %s on %s: %s\"".formatted(function, action, resource, reason);
  }
}
