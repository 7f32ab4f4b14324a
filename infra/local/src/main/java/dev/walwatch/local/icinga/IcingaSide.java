package dev.walwatch.local.icinga;

import java.net.URI;

/** What answers walwatch where Icinga 2 would. Safe for use by several threads. */
public sealed interface IcingaSide extends AutoCloseable permits RealIcinga, ShownIcinga {

  /** Returns where its API is. */
  URI url();

  /** Returns the certificate to trust, PEM. */
  String caPem();

  /** Returns the API user and password, as the functions read them. */
  String credentialsJson();

  /** Makes sure that there is a host of this name, with walwatch's services. */
  void ensureHost(String name);

  /** Returns the state that it has of a service, in a word or two. */
  String stateOf(String host, String service);

  @Override
  void close();
}
