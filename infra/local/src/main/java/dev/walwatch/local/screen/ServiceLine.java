package dev.walwatch.local.screen;

import dev.walwatch.alert.ServiceState;
import dev.walwatch.archive.ClusterId;
import dev.walwatch.verdict.Service;

/**
 * One service of one cluster, for the table.
 *
 * @param state as the ledger has it
 * @param inIcinga the state that Icinga shows its operators, or what stands in its place
 */
public record ServiceLine(
    ClusterId cluster, Service service, ServiceState state, String inIcinga) {}
