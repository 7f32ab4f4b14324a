/** The whole system on one machine, as {@code infra/template.yaml} describes it. */
@NullMarked
package dev.walwatch.local;

import org.jspecify.annotations.NullMarked;
