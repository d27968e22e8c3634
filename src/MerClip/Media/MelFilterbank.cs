namespace MerClip.Media;

/// <summary>Triangles of equal width on a mel scale, by which the bins of a power spectrum are summed to bands.</summary>
static class MelFilterbank
{
    /// <summary>The weights of each bin in each band, row-major <c>[FftSize / 2 + 1, Bands]</c>.</summary>
    public static double[] Weights(LogMelOptions options)
    {
        var (bins, bands) = (options.FftSize / 2 + 1, options.Bands);
        double lowest = ToMel(options.Lowest, options.Scale), highest = ToMel(options.Highest, options.Scale);
        double[] edges = [.. Enumerable.Range(0, bands + 2)
            .Select(i => ToHertz(lowest + (highest - lowest) * i / (bands + 1), options.Scale))];
        double[] weights = new double[bins * bands];
        for (int bin = 0; bin < bins; bin++)
        {
            double frequency = (double)bin * options.SampleRate / options.FftSize;
            for (int band = 0; band < bands; band++)
            {
                double rising = (frequency - edges[band]) / (edges[band + 1] - edges[band]);
                double falling = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1]);
                double height = options.EqualArea ? 2 / (edges[band + 2] - edges[band]) : 1;
                weights[bin * bands + band] = Math.Max(0, Math.Min(rising, falling)) * height;
            }
        }
        return weights;
    }

    const double Break = 1000, HertzPerMel = 200 / 3.0, BreakMel = Break / HertzPerMel; // Slaney's scale bends there
    static readonly double LogStep = Math.Log(6.4) / 27;

    static double ToMel(double hertz, MelScale scale) => scale switch
    {
        MelScale.Htk => 2595 * Math.Log10(1 + hertz / 700),
        _ when hertz < Break => hertz / HertzPerMel,
        _ => BreakMel + Math.Log(hertz / Break) / LogStep,
    };

    static double ToHertz(double mel, MelScale scale) => scale switch
    {
        MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
        _ when mel < BreakMel => mel * HertzPerMel,
        _ => Break * Math.Exp((mel - BreakMel) * LogStep),
    };
}
