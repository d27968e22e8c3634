namespace MerClip.Sample;

/// <summary>How a face is filmed.</summary>
/// <param name="X">How far the head is from the middle, in half widths of the image.</param>
/// <param name="Y">The same downwards.</param>
/// <param name="Brightness">Of the whole, 1 on average.</param>
/// <param name="FromSide">Light from the left −1 to the right 1.</param>
/// <param name="FromAbove">Light from below −1 to above 1.</param>
/// <param name="Noise">Deviation of the camera's noise, in steps of 256.</param>
public sealed record Lighting(double X, double Y, double Brightness, double FromSide, double FromAbove, double Noise)
{
    /// <summary>Draws the circumstances of one recording.</summary>
    /// <param name="random">Random numbers.</param>
    public static Lighting Draw(Random random) => new(random.Normal(0, 0.03), random.Normal(0, 0.03), random.Between(0.75, 1.15),
        random.Between(-0.25, 0.25), random.Between(-0.1, 0.25), random.Between(2, 7));
}
