/** What is on disk before somebody is told that it is, at the cost of few syncs. */
package io.cameldicom.hub.disk;
