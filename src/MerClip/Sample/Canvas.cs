using MerClip.Media;

namespace MerClip.Sample;

/// <summary>A square image that shapes are drawn on, with x and y from −1 to 1, y downwards.</summary>
sealed class Canvas
{
    readonly int size;
    readonly double[] colours; // [size, size, 3]
    double centreX, centreY, sine, cosine = 1;

    public Canvas(int size, (byte R, byte G, byte B) colour)
    {
        this.size = size;
        colours = new double[3 * size * size];
        for (int i = 0; i < colours.Length; i += 3) (colours[i], colours[i + 1], colours[i + 2]) = (colour.R, colour.G, colour.B);
    }

    /// <summary>Moves and turns what is drawn from here on.</summary>
    public void Turn(double x, double y, double angle) => (centreX, centreY, sine, cosine) = (x, y, Math.Sin(angle), Math.Cos(angle));

    /// <summary>Fills where a distance is negative; over a pixel's width around 0 the colour is mixed.</summary>
    public void Fill(double left, double top, double right, double bottom, Func<double, double, double> distance,
        (byte R, byte G, byte B) colour)
    {
        // A turned box is somewhere within the circle around it.
        double x = (left + right) / 2, y = (top + bottom) / 2, reach = Math.Sqrt((right - x) * (right - x) + (bottom - y) * (bottom - y));
        double middleX = centreX + cosine * x - sine * y, middleY = centreY + sine * x + cosine * y, pixel = 2.0 / size;
        int Index(double at) => Math.Clamp((int)((at + 1) / pixel), 0, size);
        for (int row = Index(middleY - reach); row < Index(middleY + reach + pixel); row++)
            for (int column = Index(middleX - reach); column < Index(middleX + reach + pixel); column++)
            {
                double dx = (column + 0.5) * pixel - 1 - centreX, dy = (row + 0.5) * pixel - 1 - centreY;
                double cover = Math.Clamp(0.5 - distance(cosine * dx + sine * dy, cosine * dy - sine * dx) / pixel, 0, 1);
                if (cover == 0) continue;
                var target = colours.AsSpan(3 * (row * size + column), 3);
                target[0] += cover * (colour.R - target[0]);
                target[1] += cover * (colour.G - target[1]);
                target[2] += cover * (colour.B - target[2]);
            }
    }

    public void Ellipse(double x, double y, double wide, double high, (byte, byte, byte) colour) =>
        Fill(x - wide, y - high, x + wide, y + high, (px, py) =>
        {
            double u = (px - x) / wide, v = (py - y) / high;
            return (Math.Sqrt(u * u + v * v) - 1) * Math.Min(wide, high);
        }, colour);

    public void Ring(double x, double y, double radius, double thick, (byte, byte, byte) colour)
    {
        double reach = radius + thick;
        Fill(x - reach, y - reach, x + reach, y + reach,
            (px, py) => Math.Abs(Math.Sqrt((px - x) * (px - x) + (py - y) * (py - y)) - radius) - thick, colour);
    }

    public void Line(double x1, double y1, double x2, double y2, double thick, (byte, byte, byte) colour)
    {
        double dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
        Fill(Math.Min(x1, x2) - thick, Math.Min(y1, y2) - thick, Math.Max(x1, x2) + thick, Math.Max(y1, y2) + thick, (px, py) =>
        {
            double t = Math.Clamp(((px - x1) * dx + (py - y1) * dy) / length, 0, 1);
            double x = px - x1 - t * dx, y = py - y1 - t * dy;
            return Math.Sqrt(x * x + y * y) - thick;
        }, colour);
    }

    /// <summary>The image in some light, with the camera's noise.</summary>
    public RgbImage Seen(Lighting light, Random random)
    {
        byte[] pixels = new byte[colours.Length];
        for (int i = 0; i < pixels.Length; i += 3)
        {
            double x = 2.0 * (i / 3 % size) / size - 1, y = 2.0 * (i / 3 / size) / size - 1;
            double bright = light.Brightness * (1 + light.FromSide * x - light.FromAbove * y);
            // Three uniform numbers are normal enough, and quick.
            double noise = 2 * light.Noise * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            for (int c = 0; c < 3; c++) pixels[i + c] = (byte)Math.Clamp(bright * colours[i + c] + noise + 0.5, 0, 255);
        }
        return new RgbImage(size, size, pixels);
    }
}
