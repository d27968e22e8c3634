namespace MerClip.Data.Pickle;

/// <summary>What one file may make the reader hold. A pickle can mention the same bytes any number of times and make an
/// array of them each time; NumPy writes each array's bytes once, so no honest file needs more than it has.</summary>
sealed class PickleBudget(PickleSource source)
{
    /// <summary>Room for the small values that Python shares between arrays, in bytes.</summary>
    const long Slack = 1 << 20;

    /// <summary>Instructions that make values: MOSEI's files have a tenth of that.</summary>
    const long MostValues = 1 << 23;

    long bytes = source.Length + Slack;
    long values = MostValues;

    public void TakeBytes(long count)
    {
        if ((bytes -= count) < 0)
            throw source.Error("uses the same bytes for many arrays, more than the file holds",
                "this is no data file; get it from its source");
    }

    public void TakeValues(long count)
    {
        if ((values -= count) < 0)
            throw source.Error($"holds more than {MostValues:N0} single values", "save numbers as NumPy arrays");
    }
}
