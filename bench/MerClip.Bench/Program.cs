using MerClip;
using MerClip.Bench;

const string usage = """
    Usage: MerClip.Bench export FOLDER KEY=VALUE…   data, weights, logits and losses of a config, for the peer
           MerClip.Bench epochs FOLDER COUNT        times epochs of training; prints a line of JSON
           MerClip.Bench step FOLDER                times the parts of a training step; prints a line of JSON
           MerClip.Bench clip VOCABULARY DATA       times CLIP's tokenizer on transcripts and its image encoder
           MerClip.Bench mel                        times log-mel steps of a minute of sound
           MerClip.Bench simulate PAIRS DRAWS [ROW] coverage and false positives of intervals and tests
           MerClip.Bench table FILE                 prints the lines of both sides as a Markdown table

    bench/run calls these in order.
    """;

try
{
    switch (args)
    {
        case ["export", var folder, .. var settings]:
            Export.Write(folder, settings);
            return 0;
        case ["epochs", var folder, var count] when int.TryParse(count, out int epochs) && epochs > 0:
            Console.WriteLine(EpochTimes.Measure(folder, epochs).ToJson());
            return 0;
        case ["step", var folder]:
            Console.WriteLine(StepTimes.Measure(folder).ToJson());
            return 0;
        case ["clip", var vocabulary, var data]:
            ClipTimes.Print(vocabulary, data);
            return 0;
        case ["mel"]:
            MelTimes.Print();
            return 0;
        case ["simulate", var pairs, var draws, .. var row] when int.TryParse(pairs, out int n) && int.TryParse(draws, out int b) && n > 0 && b > 0:
            Simulation.Print(n, b, string.Concat(row));
            return 0;
        case ["table", var file]:
            Console.Write(ResultTable.Of(Measurement.Read(file)));
            return 0;
        default:
            Console.Error.WriteLine(usage);
            return 2;
    }
}
catch (InputException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
