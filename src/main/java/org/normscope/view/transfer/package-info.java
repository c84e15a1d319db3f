/** The face of the Transfer workspace. */
package org.normscope.view.transfer;
