using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MerClip.Cli;

/// <summary>A command whose help ends with examples.</summary>
sealed class ExampleCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Help for all commands: the usual one, then the command's examples if it has some.</summary>
    public sealed class Help : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parsed)
        {
            int code = new HelpAction().Invoke(parsed);
            if (parsed.CommandResult.Command is not ExampleCommand command) return code;
            Console.WriteLine("Examples:");
            foreach (string example in command.examples) Console.WriteLine($"  {example}");
            Console.WriteLine();
            return code;
        }
    }

    readonly string[] examples = examples;
}
