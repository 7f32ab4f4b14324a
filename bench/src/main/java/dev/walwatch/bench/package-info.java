/**
 * What the promises about speed and memory are measured with, each against a baseline in the same
 * run: absolute times say more about a machine than about a program.
 */
@NullMarked
package dev.walwatch.bench;

import org.jspecify.annotations.NullMarked;
