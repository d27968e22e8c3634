using MerClip.Media;

namespace MerClip.Sample;

/// <summary>Draws faces. Every shape is the distance of a pixel from it, so that edges are smooth at any size and the bytes are
/// the same everywhere.</summary>
public static class FaceDrawing
{
    static readonly (byte, byte, byte) White = (245, 245, 240), Iris = (50, 40, 35), Lips = (170, 70, 70), Mouth = (80, 20, 25);

    /// <summary>Draws a face as a camera might see it.</summary>
    /// <param name="speaker">Whose.</param>
    /// <param name="expression">What it does.</param>
    /// <param name="light">How it is lit.</param>
    /// <param name="random">Random numbers, for the noise of the camera.</param>
    /// <param name="size">Rows and columns.</param>
    public static RgbImage Draw(Speaker speaker, FaceExpression expression, Lighting light, Random random, int size = 64)
    {
        var e = expression;
        var canvas = new Canvas(size, speaker.Wall);
        double s = speaker.HeadSize, wide = 0.56 * s * speaker.HeadWidth, high = 0.72 * s;

        canvas.Turn(0, 0, 0);
        canvas.Ellipse(0, 1.15, 0.95, 0.42, speaker.Clothes);
        canvas.Turn(light.X, light.Y + 0.06 * e.HeadDrop - 0.04, e.HeadTilt);
        double below = 0.1 + 0.6 * speaker.HairLength;
        canvas.Ellipse(0, -0.15 + 0.5 * below, wide * 1.16, high * (0.85 + 0.4 * below), speaker.Hair);
        canvas.Ellipse(0, 0.75, 0.22, 0.3, Shade(speaker.Skin, 0.8)); // the neck
        canvas.Ellipse(0, 0.02, wide, high, speaker.Skin);
        canvas.Ellipse(0, -0.62 * s, wide * 1.02, 0.26 * s, speaker.Hair); // the fringe

        // A lowered head shows its features lower.
        double eyes = -0.1 * s + 0.05 * e.HeadDrop, apart = 0.24 * s;
        foreach (int side in new[] { -1, 1 })
        {
            double x = side * apart, open = 0.085 * (1 + 0.75 * e.EyesOpen);
            canvas.Ellipse(x, eyes, 0.125, open, White);
            canvas.Ellipse(x, eyes, 0.055, Math.Min(0.06, open), Iris);
            canvas.Line(x - 0.12, eyes - open, x + 0.12, eyes - open, 0.014, Shade(speaker.Skin, 0.55)); // the lid
            double brow = eyes - 0.19 - 0.08 * e.BrowHeight, slant = 0.075 * e.BrowSlant;
            canvas.Line(x - side * 0.13, brow - slant, x + side * 0.14, brow + slant, 0.03, Shade(speaker.Hair, 0.8));
            if (speaker.Glasses) canvas.Ring(x, eyes, 0.18, 0.014, Iris);
        }
        double nose = 0.14 * s + 0.05 * e.HeadDrop;
        canvas.Line(0, eyes + 0.08, -0.03, nose - 0.03 * e.Sneer, 0.012, Shade(speaker.Skin, 0.75));
        canvas.Line(-0.06, nose - 0.03 * e.Sneer, 0.06, nose - 0.05 * e.Sneer, 0.018, Shade(speaker.Skin, 0.65));
        if (e.Sneer > 0.1) // folds beside the nose
            foreach (int side in new[] { -1, 1 })
                canvas.Line(side * 0.1, nose - 0.08, side * 0.2, nose + 0.1, 0.02 * e.Sneer, Shade(speaker.Skin, 0.55));
        DrawMouth(canvas, e, 0.38 * s + 0.04 * e.HeadDrop);
        return canvas.Seen(light, random);
    }

    static void DrawMouth(Canvas canvas, FaceExpression e, double y)
    {
        double half = 0.21 * (1 + 0.3 * e.MouthWidth), gap = 0.15 * e.MouthOpen;
        // Distance from the band between the lips: its middle is a parabola, its height falls to nothing at the corners.
        double Distance(double px, double py, double lip)
        {
            double t = Math.Clamp(px / half, -1, 1), round = Math.Sqrt(1 - t * t);
            double middle = y + 0.15 * e.MouthCurve * (0.45 - t * t);
            double raised = 0.09 * e.Sneer * Math.Max(0, t + 0.3); // one side of the upper lip
            double up = gap * round * 0.8 + raised + lip, down = gap * round + lip;
            double across = Math.Abs(px) - half;
            double along = py < middle ? middle - py - up : py - middle - down;
            return across > 0 ? Math.Sqrt(across * across + (py - middle) * (py - middle)) - lip : along;
        }
        double reach = half + 0.08;
        canvas.Fill(-reach, y - 0.4, reach, y + 0.4, (px, py) => Distance(px, py, 0.03), Lips);
        if (gap > 0.015 || e.Sneer > 0.2) canvas.Fill(-reach, y - 0.4, reach, y + 0.4, (px, py) => Distance(px, py, -0.008), Mouth);
    }

    static (byte, byte, byte) Shade((byte R, byte G, byte B) colour, double factor) =>
        ((byte)(factor * colour.R), (byte)(factor * colour.G), (byte)(factor * colour.B));
}
