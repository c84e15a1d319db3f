package org.normscope.image.plane;

/**
 * Which way a picture runs at each pixel, by the smoothed structure tensor of its colours (Di Zenzo 1986; Brox et al.
 * 2006): products of Sobel derivatives, summed over the channels and blurred. Unlike a blurred gradient it does not
 * cancel where a line has two opposite sides.
 *
 * @param tangent    along the edges, radians from 0 to pi, x to the right and y down; where nothing varies, the
 *                   tangent that blurring brought there, else 0
 * @param anisotropy 0 where all directions are alike to 1 where there is one only
 * @param strength   root of the larger eigenvalue: the change along the gradient, 0 to 1 a pixel for colours of 0 to 1
 */
public record Direction(int width, int height, float[] tangent, float[] anisotropy, float[] strength) {
    /** @param sigma of the blur, in pixels */
    public static Direction of(Planes picture, double sigma) {
        int width = picture.width(), height = picture.height();
        float[] xx = new float[picture.size()], xy = new float[xx.length], yy = new float[xx.length];
        for (float[] plane : picture.values()) {
            Gradient slope = Gradient.of(plane, width, height);
            for (int i = 0; i < xx.length; i++) {
                float dx = slope.x()[i], dy = slope.y()[i];
                xx[i] += dx * dx;
                xy[i] += dx * dy;
                yy[i] += dy * dy;
            }
        }
        return of(Blur.gaussian(xx, width, height, sigma), Blur.gaussian(xy, width, height, sigma),
            Blur.gaussian(yy, width, height, sigma), width, height);
    }

    private static Direction of(float[] xx, float[] xy, float[] yy, int width, int height) {
        float[] tangent = new float[xx.length], anisotropy = new float[xx.length], strength = new float[xx.length];
        for (int i = 0; i < xx.length; i++) {
            double difference = xx[i] - yy[i], sum = xx[i] + yy[i];
            double spread = Math.sqrt(difference * difference + 4 * xy[i] * xy[i]);
            if (sum > 1e-12) {
                double normal = .5 * Math.atan2(2 * xy[i], difference), along = normal + Math.PI / 2;
                tangent[i] = (float) (along < 0 ? along + Math.PI : along >= Math.PI ? along - Math.PI : along);
                anisotropy[i] = (float) Math.min(1, spread / sum);
            }
            strength[i] = (float) Math.sqrt(Math.max(0, (sum + spread) / 2));
        }
        return new Direction(width, height, tangent, anisotropy, strength);
    }
}
