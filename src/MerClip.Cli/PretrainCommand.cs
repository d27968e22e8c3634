using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MerClip.Encoders.Clip;
using MerClip.Pretraining;

namespace MerClip.Cli;

/// <summary><c>merclip pretrain</c>: makes a small CLIP of made-up pictures and captions.</summary>
static class PretrainCommand
{
    public static Command Create()
    {
        var defaults = new PretrainingOptions();
        var output = new Option<string>("--out") { Description = "Folder to make", HelpName = "DIR", Required = true };
        Option<T> Number<T>(string name, T value, string description) =>
            new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        var seed = Number("--seed", defaults.Seed, "One seed gives the same file twice, with the same number of threads");
        var steps = Number("--steps", defaults.Steps, "Steps of the optimiser");
        var pictures = Number("--pictures", defaults.Pictures, "Pictures that are made up to learn from");
        var batch = Number("--batch", defaults.BatchSize, "Pictures a step");
        var size = Number("--image-size", defaults.ImageSize, "Rows and columns of a picture, a multiple of the patch of 12");
        var rate = Number("--learning-rate", defaults.LearningRate, "Step size after the warm-up");
        var threads = Number("--threads", defaults.Threads, "Threads of one operation");
        var command = new ExampleCommand("pretrain",
            "Make a small CLIP, from nothing, of made-up faces and voices with captions. The one in data/clip-sample was made so.",
            "merclip pretrain --out data/clip-sample",
            "merclip pretrain --out small --steps 300 --seed 1")
        {
            output, seed, steps, pictures, batch, size, rate, threads,
        };
        command.SetAction(parsed =>
        {
            Make(parsed.GetValue(output)!, new PretrainingOptions
            {
                Seed = parsed.GetValue(seed),
                Steps = parsed.GetValue(steps),
                Pictures = parsed.GetValue(pictures),
                BatchSize = parsed.GetValue(batch),
                ImageSize = parsed.GetValue(size),
                LearningRate = parsed.GetValue(rate),
                Threads = parsed.GetValue(threads),
            });
            return 0;
        });
        return command;
    }

    static void Make(string folder, PretrainingOptions options)
    {
        if (File.Exists(folder) || Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new InputException($"{folder} has something in it; give a new folder");
        using var interrupt = new Interrupt();
        options.Validate();
        Console.Error.WriteLine($"draws {options.Pictures} pictures");
        var pretraining = new ClipPretraining(options);
        var clock = Stopwatch.StartNew();
        double smoothed = double.NaN;
        try
        {
            using var model = pretraining.Train((step, loss) =>
            {
                smoothed = double.IsNaN(smoothed) ? loss : 0.95 * smoothed + 0.05 * loss;
                if (step % 50 != 0 && step != options.Steps) return;
                double left = clock.Elapsed.TotalSeconds / (step + options.TextSteps) * (options.Steps - step);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"step {step,5}/{options.Steps}  loss {smoothed:F3}  {left:F0} s left"));
            }, interrupt.Token);
            pretraining.Write(model, folder);
        }
        catch (OperationCanceledException)
        {
            throw new InputException($"stopped; nothing was left in {folder}");
        }
        var check = PretrainingCheck.Of(ClipFolder.Open(folder));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            on faces and voices of people that it has not met:
            a face finds its caption among 50   {check.Retrieval:P1}   (chance 2.0 %)
            emotion of a face                   {check.Emotions:P1}   (chance 16.7 %)
            the same by words held out          {check.HeldOut:P1}   (chance 16.7 %; {string.Join(", ", CaptionWriter.HeldOut.Values)})
            emotion of a voice                  {check.VoiceEmotions:P1}   (chance 16.7 %)
            sentiment of a face                 {check.Sentiment:P1}   (chance 33.3 %)
            """));
        Console.WriteLine(folder);
    }
}
