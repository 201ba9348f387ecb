/** Films and their images as Secondary Capture objects, for archives. */
package io.cameldicom.print.capture;
