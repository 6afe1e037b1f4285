# SPDX-License-Identifier: MIT
# bash: the options, as gradus-class --help has them.

_gradus_class ()
{
  local begun="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD - 1]}"
  # Bash parts words at =.
  [[ $begun == '=' ]] && begun=''
  [[ $before == '=' ]] && before="${COMP_WORDS[COMP_CWORD - 2]}"
  COMPREPLY=()
  case $before in
    --folder)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$begun")
      ;;
    --address)
      mapfile -t COMPREPLY < <(compgen -W '127.0.0.1 0.0.0.0' -- "$begun")
      ;;
    --places | --memory | --processors | --sleep) ;;
    *)
      if [[ $begun == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(gradus-class --help 2>/dev/null | grep -oE -- '--[a-z]+')" -- "$begun")
      fi
      ;;
  esac
}

complete -F _gradus_class gradus-class
