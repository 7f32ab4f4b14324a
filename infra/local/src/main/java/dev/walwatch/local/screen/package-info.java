/** What people see of the local system: lines, and a table that is kept up to date. */
@NullMarked
package dev.walwatch.local.screen;

import org.jspecify.annotations.NullMarked;
