using System.Runtime.ExceptionServices;
using System.Text;
using MerClip.Kernel.Display;

namespace MerClip.Kernel.Protocol;

/// <summary>Makes System.Console write under the running cell and read from the front end; failed threads report there too.</summary>
static class ConsoleRedirection
{
    public static void Install()
    {
        Console.SetOut(new CellWriter("stdout"));
        Console.SetError(new CellWriter("stderr"));
        Console.SetIn(new CellReader());
        // A thread that fails ends by itself: it must not take the notebook's state with it.
        ExceptionHandling.SetUnhandledExceptionHandler(e =>
        {
            CellScope.Current?.Stream("stderr", string.Join('\n', ExceptionText.Lines(e)) + "\n");
            return true;
        });
    }

    sealed class CellWriter(string name) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

        public override void Write(string? value)
        {
            if (value is not null) CellScope.Current?.Stream(name, value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine() => Write("\n");
    }

    sealed class CellReader : TextReader
    {
        string line = "";
        int at;

        public override string? ReadLine()
        {
            if (at >= line.Length) return Ask();
            string rest = line[at..].TrimEnd('\n');
            at = line.Length;
            return rest;
        }

        public override int Read()
        {
            if (at >= line.Length) (line, at) = (Ask() + "\n", 0);
            return line[at++];
        }

        public override int Peek() => at < line.Length ? line[at] : -1;

        static string Ask() => (CellScope.Current ?? throw new InvalidOperationException("no cell is running")).ReadLine("", false);
    }
}
