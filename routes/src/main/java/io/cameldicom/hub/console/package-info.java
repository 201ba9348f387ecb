/**
 * The console: a web page at {@code /} and the JSON it asks for under {@code /api}. Who may see and do what is decided
 * here, once, before a request reaches a handler.
 */
package io.cameldicom.hub.console;
