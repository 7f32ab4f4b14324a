package dev.walwatch.delivery;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The objects that one run has tried to make: each once, and one after the other. Two requests that
 * make one object at the same moment can end an Icinga 2.13.6 with an assertion of its own. Safe
 * for use by several threads.
 */
final class MissingObjects {
  private final Map<String, IcingaCreation> tried = new HashMap<>();
  private final Set<String> forbiddenTypes = new HashSet<>();
  private final ReentrantLock one = new ReentrantLock();

  /** Returns what became of an object in this run, which is made now if nobody has tried to. */
  IcingaCreation create(IcingaObject object, IcingaClient icinga) {
    one.lock();
    try {
      var known = tried.get(object.path());
      if (known != null) {
        return known;
      }
      var creation = creation(object, icinga);
      if (!(creation instanceof IcingaCreation.NotAnswered)) {
        tried.put(object.path(), creation);
      }
      return creation;
    } finally {
      one.unlock();
    }
  }

  private IcingaCreation creation(IcingaObject object, IcingaClient icinga) {
    if (!object.isWellNamed()) {
      return new IcingaCreation.Refused(
          new NotCreated.Failed(
              object.label(), "walwatch gives no object a name so long or with such characters"));
    }
    if (forbiddenTypes.contains(object.type())) {
      return new IcingaCreation.Refused(new NotCreated.NotPermitted(object.label()));
    }
    var creation = icinga.create(object);
    if (creation instanceof IcingaCreation.Refused(NotCreated.NotPermitted _)) {
      forbiddenTypes.add(object.type());
    }
    return creation;
  }
}
