package dev.walwatch.delivery;

import java.util.List;
import java.util.stream.Collectors;

/** What becomes of a result where Icinga has several endpoints. */
public final class OfSeveral {

  private OfSeveral() {}

  /**
   * What one endpoint made of it.
   *
   * @param address where it is, without credentials
   */
  public record Attempt(String address, IcingaDelivery outcome) {

    private String sentence() {
      return address + ": " + outcome.sentence();
    }
  }

  /**
   * Icinga has stored the result, through another endpoint than the first.
   *
   * @param address the endpoint that took it
   * @param first what became of it at the first endpoint, in this run
   */
  public record DeliveredToAnother(String address, Attempt first) implements IcingaDelivery {
    @Override
    public String name() {
      return "delivered-to-another";
    }

    @Override
    public String sentence() {
      return "Icinga has stored the result through %s, for the first endpoint does not serve. %s"
          .formatted(address, first.sentence());
    }
  }

  /**
   * No endpoint served.
   *
   * @param attempts one for each, in the order in which they were tried
   */
  public record NoneServes(List<Attempt> attempts) implements IcingaDelivery {

    /** Copies the attempts. */
    public NoneServes {
      attempts = List.copyOf(attempts);
    }

    @Override
    public String name() {
      return "none-serves";
    }

    @Override
    public String sentence() {
      return attempts.stream()
          .map(Attempt::sentence)
          .collect(Collectors.joining(" ", "No endpoint of Icinga serves. ", ""));
    }
  }
}
