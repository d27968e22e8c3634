"""Debian's jupyter_kernel_test suite against the installed kernelspec, every test that applies switched on."""
import threading
import unittest

import jupyter_kernel_test

# A 1x1 picture: what is tested is the message, not the image.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = ".net-csharp"
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("oops");'

    completion_samples = [
        {"text": "Console.Rea", "matches": {"Read", "ReadKey", "ReadLine"}},
        {"text": "Math.Sqr", "matches": {"Sqrt"}},
        {"text": "#!impo", "matches": {"#!import"}},
    ]
    complete_code_samples = ["1", "var x = 1;", "void F() { }", 'Console.WriteLine("x")', "#!who", ""]
    incomplete_code_samples = ["void F() {", "Console.WriteLine(", 'var s = @"a', "if (true)\n{"]
    invalid_code_samples = ["int 1x = 2;", "class { }", ")"]

    code_page_something = "#!help Console.WriteLine"
    code_inspect_sample = "Console.WriteLine"

    code_generate_error = 'throw new InvalidOperationException("on purpose");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "new[] { 1, 2 }", "result": "[ 1, 2 ]"},
        {"code": "new[] { 1, 2 }", "mime": "text/html"},
        {"code": "await Task.FromResult(7)", "result": "7"},
    ]
    code_display_data = [
        {"code": 'display(HTML("<b>x</b>"));', "mime": "text/html"},
        {"code": f'display(PNG(Convert.FromBase64String("{PNG}")));', "mime": "image/png"},
        {"code": 'display(SVG("<svg xmlns=\\"http://www.w3.org/2000/svg\\"/>"));', "mime": "image/svg+xml"},
        {"code": 'display(System.Text.Json.Nodes.JsonNode.Parse("{\\"a\\": 1}"));', "mime": "application/json"},
        {"code": 'display(Markdown("**x**"));', "mime": "text/markdown"},
        {"code": 'display((LaTeXString)"x^2");', "mime": "text/latex"},
    ]
    code_history_pattern = "1 +*"
    supported_history_operations = ("tail", "range", "search")
    code_clear_output = "ClearOutput();"

    # What the suite has no sample for.

    def test_stdin(self):
        self.flush_channels()
        msg_id = self.kc.execute('var line = Console.ReadLine(); Console.Write("<" + line + ">");', allow_stdin=True)
        request = self.kc.get_stdin_msg(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(request["msg_type"], "input_request")
        self.assertEqual(request["parent_header"]["msg_id"], msg_id)
        self.kc.input("typed")
        reply = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertIn("<typed>", self.streams())

    def test_stdin_refused(self):
        self.flush_channels()
        self.kc.execute("Console.ReadLine()", allow_stdin=False)
        reply = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")
        self.assertIn("input", reply["content"]["evalue"])

    def test_interrupt_keeps_state(self):
        self.execute_helper("var kept = 5;")
        self.flush_channels()
        self.kc.execute("while (true) { }")
        threading.Timer(0.5, self.km.interrupt_kernel).start()
        reply = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")
        self.flush_channels()
        _, outputs = self.execute_helper("kept")
        self.assertEqual(outputs[0]["content"]["data"]["text/plain"], "5")

    def test_user_expressions(self):
        self.flush_channels()
        self.kc.execute("var ux = 20;", user_expressions={"good": "ux + 1", "bad": "nothing"})
        reply = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)["content"]["user_expressions"]
        self.assertEqual(reply["good"]["data"]["text/plain"], "21")
        self.assertEqual(reply["bad"]["status"], "error")

    def test_silent_shows_nothing_and_counts_nothing(self):
        self.flush_channels()
        before, _ = self.execute_helper("1")
        _, outputs = self.execute_helper('Console.WriteLine("x"); 5', silent=True)
        self.assertEqual(outputs, [])
        after, _ = self.execute_helper("1")
        self.assertEqual(after["content"]["execution_count"], before["content"]["execution_count"] + 1)

    def test_stop_on_error_aborts_what_waits(self):
        self.flush_channels()
        ids = [self.kc.execute(code) for code in ('throw new Exception("x");', "1", "2")]
        status = {}
        for _ in ids:
            reply = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)
            status[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        self.assertEqual([status[i] for i in ids], ["error", "aborted", "aborted"])

    def test_comms_are_refused(self):
        self.flush_channels()
        message = self.kc.session.msg("comm_open", {"comm_id": "c1", "target_name": "t", "data": {}})
        self.kc.shell_channel.send(message)
        found = [self.kc.get_iopub_msg(timeout=5)["msg_type"] for _ in range(3)]
        self.assertIn("comm_close", found)
        reply = self.kc.session.msg("comm_info_request", {})
        self.kc.shell_channel.send(reply)
        self.assertEqual(self.kc.get_shell_msg(timeout=5)["content"]["comms"], {})

    def test_compile_error_shows_the_line(self):
        self.flush_channels()
        self.kc.execute("var a = 1;\nint b = \"text\";")
        content = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)["content"]
        self.assertIn("(2,9): error CS0029", content["evalue"])
        self.assertIn('    int b = "text";', content["traceback"])

    def test_stack_names_cells_and_not_the_kernel(self):
        self.flush_channels()
        self.kc.execute("void Deep() => throw new InvalidOperationException(\"deep\");\n\nDeep();")
        content = self.kc.get_shell_msg(timeout=jupyter_kernel_test.TIMEOUT)["content"]
        text = "\n".join(content["traceback"])
        self.assertIn("line 1", text)
        self.assertIn("line 3", text)
        self.assertNotIn("MerClip", text)

    def streams(self):
        text = ""
        while True:
            message = self.kc.get_iopub_msg(timeout=5)
            if message["msg_type"] == "stream":
                text += message["content"]["text"]
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return text


if __name__ == "__main__":
    unittest.main()
