using System.CommandLine;
using MerClip.Runs;
using MerClip.Runs.Verification;

namespace MerClip.Cli;

/// <summary><c>merclip verify</c>: whether a run's numbers are what it says, and come again.</summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var rerun = new Option<bool>("--rerun") { Description = "Train again in a temporary folder and compare to the byte" };
        var command = new ExampleCommand("verify",
            "Check a run: predictions scored again, weights run again, hashes of data and encoders, versions. Exit code 1 if it "
                + "does not hold.",
            "merclip verify runs/first",
            "merclip verify runs/first --rerun")
        {
            run, rerun,
        };
        command.SetAction(parsed => Verify(parsed.GetValue(run)!, parsed.GetValue(rerun)) ? 0 : 1);
        return command;
    }

    static bool Verify(string path, bool rerun)
    {
        var verification = new RunVerification(path);
        bool holds = Print(verification.Checks());
        if (rerun)
        {
            using var interrupt = new Interrupt();
            try
            {
                var watcher = new TrainingProgress(new TrainedRun(path).Config);
                holds &= Print(verification.Rerun(watcher, new EncodingProgress(), interrupt.Token));
            }
            catch (OperationCanceledException)
            {
                throw new InputException($"stopped; {path} is as it was");
            }
        }
        string after = rerun ? "reproduces" : "is what it says";
        Console.WriteLine(holds ? $"{path} {after}" : $"{path} does not hold: {(rerun ? "it does not reproduce" : "see above")}");
        return holds;
    }

    static bool Print(IEnumerable<Check> checks)
    {
        bool holds = true;
        foreach (var check in checks)
        {
            string sign = check.Result switch { CheckResult.Holds => "ok", CheckResult.Fails => "FAILS", _ => "note" };
            Console.WriteLine($"{sign,-5}  {check.What}: {check.Says}");
            holds &= check.Result != CheckResult.Fails;
        }
        return holds;
    }
}
