/**
 * Reads from {@code infra/template.yaml} what the local system must do as the deployed one does:
 * functions, queue, table and schedule.
 */
@NullMarked
package dev.walwatch.local.template;

import org.jspecify.annotations.NullMarked;
