package dev.walwatch.local.screen;

import java.util.List;

/** Where the local system shows what it does. Safe for use by several threads. */
public interface Screen {

  /** Shows a text that stays; it may have several lines. */
  void say(String text);

  /** Shows the services as they are now; an earlier table is replaced. */
  void show(List<ServiceLine> services);
}
