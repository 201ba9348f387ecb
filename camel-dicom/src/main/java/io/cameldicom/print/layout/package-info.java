/** Makes print jobs of images: which go where on how many films, and with which gray values. */
package io.cameldicom.print.layout;
