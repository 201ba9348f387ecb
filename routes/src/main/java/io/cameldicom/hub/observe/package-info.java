/** What the hub lets its surroundings see: health under {@code /q/health}, metrics under {@code /q/metrics}. */
package io.cameldicom.hub.observe;
