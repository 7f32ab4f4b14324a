/**
 * Who is told what and when: the state of each service, and whether its change is worth a message.
 */
@NullMarked
package dev.walwatch.alert;

import org.jspecify.annotations.NullMarked;
