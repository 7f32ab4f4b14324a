package dev.walwatch.local.template;

import dev.walwatch.local.rights.Access;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a template allows its functions, in one deployment. What it denies is left out of account:
 * that makes nothing possible.
 */
public final class Grants {
  private final TemplateNode root;
  private final Intrinsics intrinsics;
  private final List<Grant> all;

  private Grants(Template template, Map<String, String> values) {
    this.root = template.root();
    this.intrinsics = template.intrinsics(values);
    this.all = functions().flatMap(this::of).toList();
  }

  /**
   * Reads what a template allows.
   *
   * @param values what references give in this deployment
   */
  public static Grants read(Path template, Map<String, String> values) {
    return new Grants(Template.read(template), values);
  }

  /**
   * Compares what is allowed with what was needed.
   *
   * @param needed all that the functions did
   * @param excuses for what they may and did not do
   * @return what is too much, too little or excused in vain, a line each
   */
  public List<String> faults(Collection<Access> needed, Collection<Excuse> excuses) {
    var faults = new ArrayList<String>();
    var used = new HashSet<Grant>();
    for (var access : needed) {
      var allowing = all.stream().filter(grant -> grant.allows(access)).toList();
      used.addAll(allowing);
      if (allowing.isEmpty()) {
        faults.add("%s may too little: it needs %s".formatted(access.function(), access));
      }
    }
    all.forEach(grant -> judged(grant, used.contains(grant), excuses).ifPresent(faults::add));
    excuses.stream()
        .filter(excuse -> all.stream().noneMatch(excuse::covers))
        .forEach(excuse -> faults.add(excuse + " excuses nothing: drop it"));
    return faults;
  }

  private static Optional<String> judged(Grant grant, boolean isUsed, Collection<Excuse> excuses) {
    var excuse = excuses.stream().filter(it -> it.covers(grant)).findFirst();
    if (isUsed) {
      return excuse.map(
          it -> "%s needs %s itself: drop the excuse %s".formatted(grant.function(), grant, it));
    }
    return excuse.isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s may too much: no call needs %s%s"
                .formatted(
                    grant.function(),
                    grant,
                    grant.isThere() ? "" : ", which the deployment here has not"));
  }

  private Stream<String> functions() {
    return resources("AWS::Serverless::Function");
  }

  private Stream<String> resources(String type) {
    return root.at("Resources").fields().entrySet().stream()
        .filter(resource -> resource.getValue().at("Type").text().equals(type))
        .map(Map.Entry::getKey);
  }

  /** Returns what the role of a function allows, by its own policies and by those added to it. */
  private Stream<Grant> of(String function) {
    var role = ProjectTemplate.target(properties(function).at("Role"));
    var own =
        properties(role).find("Policies").map(TemplateNode::items).orElse(List.of()).stream()
            .flatMap(policy -> grants(function, policy, condition(role)));
    var added =
        Stream.of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
            .flatMap(this::resources)
            .filter(
                policy ->
                    properties(policy).at("Roles").items().stream()
                        .map(ProjectTemplate::target)
                        .anyMatch(role::equals))
            .flatMap(policy -> grants(function, properties(policy), condition(policy)));
    return Stream.concat(own, added);
  }

  private Stream<Grant> grants(String function, TemplateNode policy, String condition) {
    return Permission.in(policy.at("PolicyDocument"))
        .map(permission -> new Grant(function, permission, intrinsics, condition));
  }

  private TemplateNode properties(String resource) {
    return root.at("Resources", resource, "Properties");
  }

  private String condition(String resource) {
    return root.find("Resources", resource, "Condition").map(TemplateNode::text).orElse("");
  }
}
