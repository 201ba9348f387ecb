/** What keeps the hub's disks from filling up: the guard that stops the inflow, and what clears the store. */
package io.cameldicom.hub.space;
