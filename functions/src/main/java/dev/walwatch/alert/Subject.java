package dev.walwatch.alert;

import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;

/** What has an alert of its own. */
public sealed interface Subject {

  /** Returns a text that no other subject has. */
  String key();

  /** One service of one cluster. */
  record OfCluster(ClusterId cluster, Service service) implements Subject {
    @Override
    public String key() {
      return cluster + " " + service.id();
    }
  }

  /** The watcher itself. */
  record Watcher() implements Subject {
    @Override
    public String key() {
      return "walwatch";
    }
  }
}
