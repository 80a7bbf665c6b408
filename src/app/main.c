// main.c - the door of the program; everything behind it is in program.c.
#include "app/program.h"

int main(int argc, char **argv)
{
    return program_main(argc, argv);
}
