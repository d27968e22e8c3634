using System.Reflection;
using System.Reflection.Emit;
using TorchSharp;

namespace MerClip.Tests;

/// <summary>Reads the compiled library: what it must not call cannot be found by running it, except once in ten thousand
/// times.</summary>
public class NumbersTests
{
    static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes).GetFields()
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => (int)(ushort)o.Value);

    [Fact]
    public void No_number_is_handed_to_native_code_without_being_held()
    {
        var loose = LooseMethods();
        Assert.Contains(loose, m => m.Name == "op_Multiply");                                     // the test sees something
        Assert.Contains(loose, m => m.Name == "op_Addition" && m.GetParameters()[1].ParameterType == typeof(torch.Tensor));

        string[] found = [.. Methods(typeof(MerClipModel).Assembly)
            .Where(m => m.DeclaringType!.FullName != "MerClip.Numbers")
            .SelectMany(m => Calls(m).Where(c => loose.Contains(c)), (m, c) => $"{m.DeclaringType!.Name}.{m.Name} calls {c}")];

        Assert.Empty(found);
    }

    /// <summary>Methods of TorchSharp's tensors that make a native number nobody holds, themselves or by what they call; and
    /// everything that makes numbers.</summary>
    static HashSet<MethodBase> LooseMethods()
    {
        var methods = Methods(typeof(torch.Tensor).Assembly)
            .Where(m => m.DeclaringType == typeof(torch.Tensor) || m.DeclaringType == typeof(torch)).ToArray();
        HashSet<MethodBase> loose = [.. typeof(Scalar).GetMethods().Where(m => m.Name == "op_Implicit"),
            .. typeof(ScalarExtensionMethods).GetMethods(), .. methods.Where(m => m.Name is "item" or "ToScalar")];
        var calls = methods.ToDictionary(m => m, m => Calls(m).ToArray());
        while (methods.Where(m => !loose.Contains(m) && calls[m].Any(loose.Contains)).ToArray() is { Length: > 0 } more)
            loose.UnionWith(more);
        return loose;
    }

    static IEnumerable<MethodBase> Methods(Assembly assembly)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.DeclaredOnly;
        return assembly.GetTypes().SelectMany(t => t.GetMethods(Own).Cast<MethodBase>().Concat(t.GetConstructors(Own)));
    }

    static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < code.Length;)
        {
            int number = code[at++];
            if (number == 0xFE) number = 0xFE00 | code[at++];
            var type = OpCodes[number].OperandType;
            if (type == OperandType.InlineMethod && Resolve(method, BitConverter.ToInt32(code, at)) is { } called)
                yield return called is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : called;
            at += type switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    static MethodBase? Resolve(MethodBase method, int token) => method.Module.ResolveMethod(token,
        method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);
}
