using DiTMoS.Tool;
using DiTMoS.Tool.Output;

using var interrupts = new Interrupts();
using Terminal terminal = Terminal.OfProcess();
return Cli.Run(args, terminal, interrupts.Token);
