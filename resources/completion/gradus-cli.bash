# SPDX-License-Identifier: MIT
# bash: what can follow, gradus-cli itself says (gradus-cli(1), complete).

_gradus_cli_offer_files ()
{
  local file ending begun="$1"
  shift
  compopt -o filenames 2>/dev/null
  while IFS= read -r file; do
    if [[ $# -eq 0 || -d $file ]]; then
      COMPREPLY+=("$file")
      continue
    fi
    for ending in "$@"; do
      [[ $file == *"$ending" ]] && COMPREPLY+=("$file")
    done
  done < <(compgen -f -- "$begun")
}

_gradus_cli ()
{
  local words word description begun="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}" before
  # Bash parts words at = and :, which are parts of them here; what it has of the last one is replaced alone.
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  [[ $begun == [=:] ]] && begun=''
  before="${words[-1]%"$begun"}"
  COMPREPLY=()
  while IFS=$'\t' read -r word description; do
    case $word in
      :files*)
        # shellcheck disable=SC2086 # the endings are words
        _gradus_cli_offer_files "$begun" ${word#:files}
        ;;
      :folders)
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$begun")
        ;;
      *)
        COMPREPLY+=("${word#"$before"}")
        ;;
    esac
  done < <(gradus-cli complete -- "${words[@]:1}" 2>/dev/null)
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

complete -F _gradus_cli gradus-cli
